m4_divert(-1)
m4_dnl Calling end of CallBuffered. One thread alone needs no lock on the buffer.
m4_ifelse(k_program_threads(), 1, [<k_lock_nothing()>], [<
m4_define([<k_begin>], [<    kdl_client_begin(&kdl_client);
>])
m4_define([<k_end>], [<    kdl_client_end(&kdl_client);
>])
m4_define([<k_lock_words_words>], [<>])
m4_define([<k_lock_words_bytes>], [<k_begin()>])
m4_define([<k_lock_bytes_words>], [<k_begin()>])
m4_define([<k_lock_bytes_bytes>], [<k_begin()>])
m4_define([<k_unlock_words_words>], [<>])
m4_define([<k_unlock_words_bytes>], [<k_end()>])
m4_define([<k_unlock_bytes_words>], [<k_end()>])
m4_define([<k_unlock_bytes_bytes>], [<k_end()>])
>])
m4_divert(0)m4_dnl
k_generated()
k_client_end([<    .buffer = (void *)k_buffer_address(),
    .size = k_buffer_size(),
>])m4_dnl
k_each_method([<k_client_method>])m4_dnl
