-- Each of these differed from lua5.4 once.
-- labels in a row at the end of a block
do
  goto l1
  local x
  ::l1:: ; ::l2:: ;;
end
-- the line of a refused assignment
print(load "local x <close> = nil\nx = f(\n)")
print(load "local a, b <const> = 1, 2; a, b = 3, 4")
-- pairs of line ends in long strings
for _, n in ipairs { "\n", "\r", "\n\r", "\r\n" } do
  local text = load("return [[" .. n .. "a" .. n .. "b" .. n .. "]]")()
  print(text == "a\nb\n", #text)
end
-- remainders of very small numbers
local tiny = 10 ^ -300
print((2.1 * tiny) % (-2 * tiny) < 0, (-2.1 * tiny) % (2 * tiny) > 0, (-6) % 4.0, 6 % -4.0)
-- gsub that changes nothing returns the same text
local s = ("a"):rep(100)
print(string.format("%p", s) == string.format("%p", (s:gsub("b", "c"))))
print(string.format("%p", s) == string.format("%p", (s:gsub(".", {}))))
print(string.format("%p", s) == string.format("%p", (s:gsub(".", "a"))))
-- the error of a dead coroutine, told once
local co = coroutine.create(error)
print(coroutine.resume(co, 100)) print(coroutine.close(co)) print(coroutine.close(co))
-- moves within a table that is named twice
local t = { 1, 2, 3, 4 }
print(table.concat(table.move(t, 1, 4, 2, t), " "))
-- codes before the start, offsets of nothing
for _ in utf8.codes "" do error "none" end
print(utf8.codes "abc" ("abc", -5)) print(utf8.offset("xyz", 0), utf8.offset("xyz", 0, 3))
-- conversions
print(pcall(string.format, "%5s", "a\0b")) print(pcall(string.format, "%F", 1)) print(pcall(string.format, "%.3q", 1))
-- the seed comes back
local a, b = math.randomseed(7, 9) print(a, b)
local x = math.random(0) math.randomseed(a, b) print(x == math.random(0))
-- weak values in a loop that only looks at them
local weak = setmetatable({ {} }, { __mode = "v" })
local n = 0
while weak[1] do local garbage = { n } n = n + 1 end
print(n >= 0)
