-- string.format: every conversion, flags, and what is refused.
local f = string.format
print(f("plain"), f("%%"), f("%s %s %s", 1, 1.5, "x"), f("%s %s %s", nil, true, false))
print(f("[%5s] [%-5s] [%.2s] [%5.1s] [%-5.3s]", "abc", "abc", "abc", "abc", "abcdef"))
print(f("[%s]", ("x"):rep(200)) == "[" .. ("x"):rep(200) .. "]", #f("%99d", 1))
print(f("%q", 'a "quoted"\\ \n line \0 \1 \r \t end'))
print(f("%q %q %q %q %q", 1, 1.5, true, nil, math.mininteger), f("%q", 1/0), f("%q", -1/0), f("%q", 0/0))
print(f("%q", "\0001\1a\xff") )
print(load("return " .. f("%q", "round\ntrip\0\"\\\r"))() == "round\ntrip\0\"\\\r")
print(load("return " .. f("%q", 0.1))() == 0.1, f("%q", 0.5), f("%q", 1e100))
print(f("%s", setmetatable({}, {__tostring = function() return "custom" end})))
print(f("%10s|%-10s|", setmetatable({}, {__tostring = function() return "obj" end}), "left"))
print((f("%s", setmetatable({}, {__name = "MyType"})):gsub("0x%x+", "PTR")))
print((f("%p", {}):gsub("0x%x+", "PTR")), f("%p", 1), f("%p", nil), f("%p", "s") == f("%p", "s"))
print(f("%c%c", 0x4c, 0x75), #f("%c", 0), f("%5c|%-5c|", 65, 66))
print(f("%i %d", 1, 2), f("%5i|%-5i|%05i", 1, 2, 3), f("%.3d", 5), f("%+.3d|% 5d", 5, 6))
print(f("%a %g %e %f", 1, 1, 1, 1))
print(f("%s %d %s", "mixed", 3, {} ~= nil), f("%s", "embedded\0zero") == "embedded\0zero")
print(f("%-20s|%20s|", "left", "right"), f("%.0s", "gone"), f("%.10s", "short"))

print("-- refusals")
for _, case in ipairs {
  {"%d"}, {"%d", "x"}, {"%d", 1.5}, {"%d", "1.5"}, {"%d", {}}, {"%s"}, {"%y", 1}, {"%", 1}, {"%10"},
  {"%c", "x"}, {"%x", 1.5}, {"%f", "x"}, {"%q", {}}, {"%5q", "x"}, {"%123d", 1}, {"%.123d", 1}, {"%#d", 1},
  {"%0s", "x"}, {"%d", 2^63}, {"%s %s", 1}, {"%--------d", 1}, {"%.5c", 65}, {"%l", 1}, {"%a", {}},
  {"%s", setmetatable({}, {__tostring = function() return 1 end})},
} do
  print(case[1], select(2, pcall(f, table.unpack(case))))
end
print(pcall(f))
