-- rep, sub, byte, char, upper, lower, reverse, len: the small operations and their edges.
print(("ab"):rep(3), ("ab"):rep(3, "-"), ("ab"):rep(1, "-"), ("ab"):rep(0), ("ab"):rep(-1), (""):rep(100) == "")
print(#("x"):rep(1000), #("x"):rep(1000, "yz"))
local s = "hello world"
for _, r in ipairs { {1, 5}, {7}, {-5}, {-5, -2}, {0}, {0, 3}, {3, 2}, {5, 100}, {-100, 2}, {100}, {1, 0}, {-1}, {4, 4},
                     {math.mininteger, math.maxinteger}, {2, math.mininteger}, {math.maxinteger} } do
  print(r[1], r[2], "[" .. s:sub(r[1], r[2] or -1) .. "]")
end
print(s:sub(2.0, 4.0), pcall(string.sub, s, 1.5))
print(s:byte(), s:byte(1, 3), s:byte(-1), s:byte(100), s:byte(5, 4), select("#", s:byte(1, -1)), select("#", (""):byte()))
print(string.char(), string.char(72, 105), #string.char(0, 255))
print(pcall(string.char, 256), pcall(string.char, -1))
print(s:upper(), s:lower(), ("MiXeD 123"):upper(), ("MiXeD 123"):lower(), s:reverse(), (""):reverse(), ("x"):reverse())
print(#s, s:len(), ("\0\0"):len(), #"\u{20ac}")
print(s == "hello" .. " " .. "world", s ~= "Hello world", "a" .. "b" == "ab", rawequal("ab", "a" .. "b"))
print("a" < "b", "a" <= "a", "b" > "a", "abc" < "abd", "abc" < "abcd", "" < "a", "B" < "a", not ("a" < "a"))

print("-- numbers as strings")
print(pcall(string.len, 12345), pcall(string.rep, 12, 2), pcall(string.upper, 1.5))
print(pcall(string.rep))
print(pcall(string.rep, "x"))
print(pcall(string.rep, "x", "y"))
print(pcall(string.sub))
print(pcall(string.sub, "x"))
print(pcall(string.upper, nil))
print(pcall(string.len, {}))
print(pcall(string.char, "x"))
print(pcall(string.byte, "x", {}))
print(pcall(string.rep, "x", 1 << 40))
print(pcall(string.rep, ("x"):rep(1000), 1 << 60))

print("-- methods through the string metatable")
local mt = getmetatable("")
print(type(mt), mt.__index == string, ("x").len == string.len, ("x").nothing)
string.shout = function(self) return self:upper() .. "!" end
print(("hey"):shout())
string.shout = nil
print(pcall(function() return ("x"):shout() end))
print(pcall(function() local t = "x"; t.y = 1 end))
print(#"abc" + 1, -"2" + 0, "10" + 1, ("5" * "4"))
print(tostring("x") == "x", tostring(12), tostring(nil), tostring(true), tostring(-0.0))
