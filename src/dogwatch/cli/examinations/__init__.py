"""What `dogwatch doctor` can look at, a file each; an option asks for it."""
