k_generated()
k_must([<k_no_such_thing>])m4_dnl
