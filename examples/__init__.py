"""Services that show how dogwatch is used."""
