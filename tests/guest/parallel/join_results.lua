-- Arguments in, results out: any number, nils, strings, tables by reference, functions.
local context = require "context"
print(context.spawn(function() end):join())
print(context.spawn(function(...) return select("#", ...), ... end, 1, nil, "three", nil):join())
print(context.spawn(function(...) return ... end, math.maxinteger, math.mininteger, 1e100, -0.0, true, false):join())
local given = { n = 1 }
local ok, same = context.spawn(function(t) t.n = t.n + 1; t.by = "child"; return t end, given):join()
print(ok, same == given, rawequal(same, given), given.n, given.by)
local _, made = context.spawn(function() return { 1, { 2, { 3 } }, name = "made there" } end):join()
print(made.name, made[1], made[2][1], made[2][2][1], #made)
local _, f = context.spawn(function() local hidden = 10; return function(x) hidden = hidden + x; return hidden end end):join()
print(f(1), f(2), f(3))
local long = ("long string "):rep(200)
local _, back = context.spawn(function(s) return s .. "!", s == long end, long):join()
print(#back, back == long .. "!", select(3, context.spawn(function(s) return s, s == long end, long):join()))
print(select("#", context.spawn(function() return table.unpack({}, 1, 40) end):join()))
local h = context.spawn(function() return "twice" end)
print(h:join()) print(h:join())
print(type(h:status()))
