m4_divert(-1)
m4_define([<k_template>], [<[<template/from.c.m4>]>])
m4_define([<k_subject>], [<[<Server.bell_two>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_interface>], [<[<bell_two>]>])
m4_define([<k_connection>], [<[<second>]>])
m4_define([<k_connection_id>], [<[<12>]>])
m4_define([<k_connector>], [<[<Doorbell>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<1>]>], [<[<15>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<15>]>])
m4_define([<k_bell_badge>], [<[<1>]>])
m4_define([<k_bell_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<two>]>], [<[<ring>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
