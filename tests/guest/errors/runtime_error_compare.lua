table.sort { 3, "two", 1 }
