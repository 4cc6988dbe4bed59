-- Iterators of ipairs and utf8.codes that are called by hand, with odd states and places.
local step = ipairs {}
for i, v in step, { 10, 20, 30 }, 1.0 do io.write(i, "=", v, " ") end
for i, v in step, { 10, 20 }, "1" do io.write(i, "=", v, " ") end print()
print(pcall(function() for i in step, {}, "x" do end end))
print(pcall(function() for i in step, {} do end end))
print(pcall(function() for i in step, nil, 1 do end end))
local codes = utf8.codes("a")
print(pcall(codes, "ab"))
print(pcall(codes, "ab", "1"))
print(pcall(codes, "ab", {}))
print(utf8.codepoint("abc", 3, -100))
