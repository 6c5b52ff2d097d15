"""GLASS: the window. Its thread never touches the database; screens don't know each other."""
