# The rooms of the house and the edges between them. tests/style checks every #include against the same table.
karimen_room(karimen_base FOLDERS base LINKS yaml-cpp fmt::fmt)
