m4_divert(-1)
m4_define([<k_template>], [<[<template/from.c.m4>]>])
m4_define([<k_subject>], [<[<Server.bell_one>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_interface>], [<[<bell_one>]>])
m4_define([<k_connection>], [<[<first>]>])
m4_define([<k_connection_id>], [<[<11>]>])
m4_define([<k_connector>], [<[<Doorbell>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<1>]>], [<[<14>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<14>]>])
m4_define([<k_bell_badge>], [<[<1>]>])
m4_define([<k_bell_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<ring>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
