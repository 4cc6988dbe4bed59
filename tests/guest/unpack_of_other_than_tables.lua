-- table.unpack of too many values, and of values that are not tables.
print(pcall(table.unpack, {}, 1, 1e7))
print(pcall(table.unpack, "abc", 1, 1e8))
print(pcall(table.unpack, io.stdout))
print(table.unpack("abc", 1, 2))
