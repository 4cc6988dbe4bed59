-- Conversions that string.format refuses.
print(pcall(string.format, "%5s", "a\0b")) print(pcall(string.format, "%F", 1)) print(pcall(string.format, "%.3q", 1))
