-- A gsub that changes nothing returns the same string, not a copy.
local s = ("a"):rep(100)
print(string.format("%p", s) == string.format("%p", (s:gsub("b", "c"))))
print(string.format("%p", s) == string.format("%p", (s:gsub(".", {}))))
print(string.format("%p", s) == string.format("%p", (s:gsub(".", "a"))))
