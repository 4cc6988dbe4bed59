-- Where integers and floats meet: counters, keys, string results, comparisons in loops.
local t = {}
for i = 1, 3 do t[i] = "int" .. i end
for x = 1.0, 3.0 do t[x] = t[x] .. "/float" .. x end
for i = 1, 3 do io.write(t[i], " ") end print(#t)
local x, steps = 0, 0 while x < 1 do x = x + 0.1 steps = steps + 1 end print(steps, x > 1)
local i, f = 10, 10.0 print(i == f, i .. "" == f .. "", ({ [i] = 1 })[f], math.type(i + f), math.type(i * 2), math.type(i / 1), i // 1, f // 1, i % 3, f % 3)
local acc = 0 for k = 1, 10 do acc = acc + k / 2 end print(acc) acc = 0 for k = 1, 10 do acc = acc + k // 2 end print(acc)
local n = 7 n = n // 2 print(n) n = n / 2 print(n) n = n * 2 print(n) n = n | 0 print(n) print(3 | 0.0, pcall(function() return 0.5 | 0 end)) print(10 // 0.3, 10 % 0.3 < 0.3, -10 % 3.0, 5.0 // 0, -5 // 0.0, 0/0 ~= 0/0)
local mean = function(...) local s, c = 0, select("#", ...) for j = 1, c do s = s + select(j, ...) end return s / c end print(mean(1, 2, 3), mean(1, 2), mean(2.5)) print(1e3, 1e3 | 0, 1000 // 1.0, 2^10, 2^10 | 0, 1 << 10, 7 // 1 | 0) print(string.format("%d %s %s", 3.0, 3.0, 3), #tostring(3.0), tostring(1e15), tostring(1e14), 123456789012 * 10, 0.1 + 0.7) for _, v in ipairs { 1, 1.5, 2^31, -1, -0.0, 1e308 * 10 } do io.write(v, " ", math.type(v), " ", tostring(math.tointeger(v)), "; ") end print()
local big = 2^53 print(big == big + 1, (big | 0) == (big | 0) + 1, (big | 0) + 1.0 == big, math.maxinteger // 1 == math.maxinteger, math.maxinteger / 1 == math.maxinteger, math.maxinteger + 1.0 == math.maxinteger + 1) print(1 < 1.1, 1 <= 1.0, 2 > 1.9, -1 < -0.5, math.maxinteger < math.huge, math.mininteger > -math.huge, 1 < 0/0, 1 > 0/0) local set = {} for _, k in ipairs { 1, 1.0, "1", 2^0, 1e0, 1.5 - 0.5 } do set[k] = (set[k] or 0) + 1 end print(set[1], set["1"]) local seen = 0 for k in pairs { [1.0] = 1, [2.5] = 2, [3] = 3 } do seen = seen + k end print(seen) print(#"x" + 1.0, #"x" / 1, -"2", - "2.0", "0x10" + 0, "1e1" * 1, "3" // "2", "7" % "4", math.type("3" + 4), math.type("3" * 1.0))
