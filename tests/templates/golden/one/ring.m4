m4_divert(-1)
m4_define([<k_template>], [<[<template/to.c.m4>]>])
m4_define([<k_subject>], [<[<Client.ring>]>])
m4_define([<k_instance>], [<[<one>]>])
m4_define([<k_interface>], [<[<ring>]>])
m4_define([<k_connection>], [<[<first>]>])
m4_define([<k_connection_id>], [<[<11>]>])
m4_define([<k_connector>], [<[<Doorbell>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<9>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<9>]>])
m4_define([<k_bell_badge>], [<[<0>]>])
m4_define([<k_bell_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<server>]>], [<[<bell_one>]>], [<[<1>]>])>])
m4_divert(0)m4_dnl
