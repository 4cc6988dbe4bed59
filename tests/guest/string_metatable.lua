-- The metatable of strings can be changed and removed: indexing, methods and arithmetic go by it.
local old = getmetatable("")
local s = "abc"
local names = {} for k in pairs(old) do names[#names + 1] = k end table.sort(names) print(table.concat(names, " "))

print(debug.setmetatable("", nil), getmetatable(""))
print(pcall(function() return s:rep(2) end)) print(pcall(function() return s.rep end)) print(pcall(function() return s[1] end)) print(pcall(function() s.x = 1 end))
print(pcall(load("return ('woo'):gsub('w', 'x')")))
print(pcall(function() return #s, s .. "x", s < "b", s == "abc" end)) print(pcall(function() return "10" + 5 end)) print(pcall(function() return 10 * "5" end)) print(pcall(function() return -"2" end)) print(pcall(function() local a, b = "7", "2" return a // b end)) print(pcall(function() return s() end))
print(string.rep(s, 2), tostring(s), #s, tonumber("10"), math.floor("3"))

debug.setmetatable("", { __index = function(text, k) return k end })
print(pcall(function() return s.foo, s[1], s[true] end)) print(pcall(function() return s:rep(2) end)) print(pcall(function() return s.rep end))
debug.setmetatable("", { __index = { rep = function(text, n) return text .. "*" .. n end, length = 7 }, __call = function(text, ...) return text, ... end, __newindex = function(text, k, v) print("set", text, k, v) end })
print(s:rep(2), s.length, s.len, s(1, 2)) s.x = 5 s[1] = nil print(pcall(function() return s:upper() end))
debug.setmetatable("", { __index = setmetatable({}, { __index = string }) }) print(s:upper(), s.nothing)
debug.setmetatable("", { __add = function(a, b) return "sum of " .. tostring(a) .. " and " .. tostring(b) end, __unm = function(a, b) return a .. "," .. b end, __band = function() return "and" end, __concat = function() return "never for strings" end, __len = function() return "never" end, __eq = function() return true end, __lt = function() return true end })
print("1" + 2, 1 + "2", "x" + "y", {} == "x", -"q", "a" & 1, 1 & "a", "a" .. "b", #"four", "a" < "b", "b" < "a", "a" == "b") print(pcall(function() return "1" * 2 end)) print(pcall(function() return "a" .. {} end))
debug.setmetatable("", { __tostring = function(text) return "<" .. text .. ">" end, __name = "TEXT", __metatable = "locked" })
print("shown", tostring("x"), string.format("%s|%d", "a", "5"), getmetatable("x")) print(pcall(function() setmetatable("x", {}) end)) print(pcall(function() table.concat("x") end)) print(pcall(function() math.floor("x") end)) io.write("as it is\n") print(pcall(error, "message"))

-- Single metamethods of the library's.
debug.setmetatable("", old)
print(s:rep(2), "10" + 5, "0x10" * "2", "3" // 1, "7" % "4", -"2", "2" ^ 2, "9" / "3", 10 - "1") for _, name in ipairs(names) do if name ~= "__index" then io.write(name, " ", tostring(old[name]("6", "6")), " ", tostring(old[name](6, 6)), " ") end end print()
print(pcall(function() return "x" + 1 end)) print(pcall(function() return 1 + "x" end)) print(pcall(function() return "x" + {} end)) print(pcall(function() return {} + "x" end)) print(pcall(function() return -"x" end)) print(pcall(function() return "1" // 0 end)) print(pcall(function() return "1" % 0 end)) print(pcall(old.__add, {}, 1)) print(pcall(old.__mul, nil, nil)) print(pcall(old.__idiv, 1, 0))
local other = setmetatable({}, { __add = function(a, b) return type(a) .. "+" .. type(b) end, __sub = 5 }) print("10" + other, other + "10", "x" + other) print(pcall(function() return "10" - other end))
local add = old.__add old.__add = nil print(pcall(function() return "1" + 1 end)) print("1" - 1) old.__add = function(a, b) return a .. "+" .. b end print("1" + 1, 1 + "1") old.__add = add print("1" + 1)
old.__index = nil print(pcall(function() return s:len() end)) old.__index = string print(s:len())
string.shout = function(text) return text:upper() .. "!" end print(s:shout(), ("x"):shout()) string.shout = nil print(pcall(function() return s:shout() end))
local co = coroutine.wrap(function() debug.setmetatable("", { __index = function(_, k) coroutine.yield(k) return 1 end }) local v = s.yielding debug.setmetatable("", old) return v end) print(co()) print(co()) print(s:len())
