-- gmatch and gsub: replacement strings, tables, functions; anchors and empty matches.
local words = {}
for w in ("the quick  brown fox"):gmatch("%a+") do words[#words + 1] = w end
print(table.concat(words, ","))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, "->", v, " ") end print()
for pos, c in ("abc"):gmatch("()(.)") do io.write(pos, c, " ") end print()
for m in ("abc"):gmatch("") do io.write("[", m, "]") end print()
for m in ("aXbXc"):gmatch("[^X]*") do io.write("[", m, "]") end print()
for m in ("hello"):gmatch("^h") do io.write("[", m, "]") end print("anchor in gmatch")
for m in ("abcabc"):gmatch("b", 3) do io.write(m, " ") end print("from 3")
for a in ("key"):gmatch("x") do print("never", a) end
print(pcall(string.gmatch, "x"))

print("-- gsub with a string")
print(("hello world"):gsub("o", "0"), ("hello"):gsub("", "-"), ("hello"):gsub("l", "L", 1), ("hello"):gsub("l", "L", 0), ("abc"):gsub("%w", "%0%0"))
print(("hello world"):gsub("(%w+) (%w+)", "%2 %1"), ("abc"):gsub("%w", "%%"), ("abc"):gsub("b", "%1"), ("x y"):gsub("%s", "%%20"))
print(("abc def"):gsub("^%a+", "X"), ("abc abc"):gsub("abc$", "X"), ("aaa"):gsub("^a", "b"), ("a,b,,c"):gsub(",", ";"))
print("-- gsub with a table")
print(("$name is $age"):gsub("%$(%w+)", { name = "Ann", age = 42 }), ("$a $b"):gsub("%$(%w+)", { a = false }))
print(("abc"):gsub("%w", setmetatable({}, { __index = function(_, k) return k:upper() .. "." end })))

print("-- gsub with a function")
print(("1 2 3"):gsub("%d", function(d) return d * 2 end), ("abc"):gsub("(a)(b)", function(x, y) return y .. x end))
print(("abc"):gsub(".", function(c) if c == "b" then return nil end return c:upper() end), ("abc"):gsub(".", function() return false end))
print(("abc"):gsub("()", function(p) return p end))
local count = 0
print((("x"):rep(5)):gsub("x", function() count = count + 1; return count end))
print(("nested"):gsub("%w+", function(w) return (w:gsub("e", function() return "E" end)) end))

print("-- refusals")
print(pcall(string.gsub, "abc", ".", "%2"))
print(pcall(string.gsub, "abc", ".", "%x"))
print(pcall(string.gsub, "abc", ".", "%"))
print(pcall(string.gsub, "abc", ".", function() return {} end))
print(pcall(string.gsub, "abc", ".", { a = {} }))
print(pcall(string.gsub, "abc", "."))
print(pcall(string.gsub, "abc", ".", true))
print(pcall(string.gsub, "abc", ".", function() error("inside") end))
print(select(2, pcall(string.gsub, "abc", ".", function() error({ code = 1 }) end)).code)

print("-- uses")
local function escape(s) return (s:gsub("[<>&\"]", { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ['"'] = "&quot;" })) end
print(escape [[<a href="x">R&D</a>]])
local function url(s) return (s:gsub("[^%w%-_.~]", function(c) return ("%%%02X"):format(c:byte()) end)) end
print(url "a b/c?d=é&f=~_.-")
local function unurl(s) return (s:gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)) end
print(unurl(url "a b/c?d=é&f=~") == "a b/c?d=é&f=~")
local function commas(n)
  local s = tostring(n)
  repeat local k; s, k = s:gsub("^(-?%d+)(%d%d%d)", "%1,%2") until k == 0
  return s
end
print(commas(1), commas(1234), commas(1234567890), commas(-1234567))
print(("camelCaseToSnake"):gsub("%u", function(c) return "_" .. c:lower() end))
