-- Escapes, long strings, comments.
local function bytes(s) return table.concat({s:byte(1, -1)}, " ") end
print(bytes "\a\b\f\n\r\t\v\\\"\'")
print(bytes "\0\1\12\123\255\0001", #"\0\0", "a\065\66C")
print(bytes "\x00\x7f\xFf", "\x41\x42")
print(bytes "\u{0}\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{7fffffff}", "\u{48}\u{49}\u{20AC}")
print("a\z
       b", "c\z   d", "e\
f")
print('single "quotes"', "double 'quotes'", "mixed \"and\" \'escaped\'")
print([[long
string]], [==[with ]] and ]=] inside]==], [[
first newline skipped]], #[[

]], [[\n is not an escape]])
print(#[[]], #[==[]==], #[[
]])
--[[ a block comment
  over lines ]] print "after block comment"
--[==[ another
]] still comment
]==] print "after levelled comment"
---[[ not a block comment
print "a line comment hid only its line"
--]]
print(("x"):rep(3), #"abc", ("abc"):upper(), ("%d"):format(3), #"" == 0)
print("adjacent" .. "strings" .. 'joined', "a" .. [[b]] .. [=[c]=])
local f = function(x) return type(x) == "table" and x[1] or x end
print(f "call with string", f [[long call]], f { "table call" })
print(bytes("line1\r\nline2"), bytes [[a
b]])
print(load("return 'a\r\nb'") == nil, select(2, load "return 'a\nb'"))
print(bytes(load "return [[a\r\nb\n\rc\rd\ne]]" ()))
print(select(2, load [[return "\q"]]))
print(select(2, load [[return "\300"]]))
print(select(2, load [[return "\xg0"]]))
print(select(2, load [[return "\u{110000000}"]]))
print(select(2, load [[return "\u{12"]]))
print(select(2, load [[return "\u12"]]))
print(select(2, load [[return "unfinished]]))
print(select(2, load "return [[unfinished"))
print(select(2, load "return [==[unfinished]]"))
print(select(2, load "return [=unfinished"))
print(select(2, load "--[[unfinished comment"))
