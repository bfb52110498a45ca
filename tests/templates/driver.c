/* Only named by system.kdl: the templates are tested, not this. */
