-- table.sort: orders, comparators, stability not assumed, errors in comparators.
local function show(t) print(table.concat(t, " ")) end
local function sorted(t, f) table.sort(t, f) return t end
show(sorted { 3, 1, 2 }) show(sorted {}) show(sorted { 1 }) show(sorted { 2, 1 }) show(sorted { "b", "a", "C", "B", "" }) show(sorted { 1, 2, 3, 4 }) show(sorted { 4, 3, 2, 1 }) show(sorted { 1, 1, 1 }) show(sorted { 2.5, -1, 1e3, -0.5, 7 }) show(sorted({ 1, 2, 3 }, function(a, b) return a > b end))
show(sorted({ "pear", "fig", "banana", "kiwi" }, function(a, b) if #a ~= #b then return #a < #b end return a < b end))
local people = { { "Ann", 30 }, { "Bob", 25 }, { "Cid", 30 }, { "Dee", 20 } }
table.sort(people, function(a, b) if a[2] ~= b[2] then return a[2] < b[2] end return a[1] < b[1] end) for _, p in ipairs(people) do io.write(p[1], p[2], " ") end print()

print("-- pseudo-random, checked against a simple sort")
local seed = 42 local function rnd(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed % n end
local function insertion(t) for i = 2, #t do local v, j = t[i], i - 1 while j > 0 and t[j] > v do t[j + 1] = t[j] j = j - 1 end t[j + 1] = v end return t end
for _, n in ipairs { 2, 3, 5, 10, 50, 100, 333 } do for _, range in ipairs { 2, 10, 1000000 } do
  local a, b = {}, {} for i = 1, n do a[i] = rnd(range) b[i] = a[i] end
  table.sort(a) insertion(b) local same = true for i = 1, n do same = same and a[i] == b[i] end
  table.sort(a, function(x, y) return x > y end) for i = 1, n do same = same and a[i] == b[n + 1 - i] end
  io.write(tostring(same), " ") end end print()
local shapes = { sawtooth = function(i) return i % 17 end, organ = function(i) return i < 500 and i or 1000 - i end, ascending = function(i) return i end, descending = function(i) return -i end, same = function() return 7 end }
for _, name in ipairs { "sawtooth", "organ", "ascending", "descending", "same" } do local t = {} for i = 1, 1000 do t[i] = shapes[name](i) end table.sort(t) local ok = true for i = 2, 1000 do ok = ok and t[i - 1] <= t[i] end io.write(name, "=", tostring(ok), " ") end print()

print("-- errors")
print(pcall(table.sort, { 1, "x", 2 })) print(pcall(table.sort, { {}, {} })) print(pcall(table.sort, { 3, 2, 1 }, function() error("in comparator", 0) end)) print(pcall(table.sort, { 1, 2, 3 }, 42)) print(pcall(table.sort)) print(pcall(table.sort, { 1, 2, 3 }, nil))
local ok, e = pcall(table.sort, { 5, 3, 8, 1, 9, 2 }, function(a, b) return not (a < b) end) print(ok == true or type(e))
local calls = 0 table.sort({ 4, 2, 9, 1 }, function(a, b) calls = calls + 1 return a < b end) print(calls > 0, calls < 20)
print("-- through metamethods")
local behind = { 4, 3, 2, 1 } local proxy = setmetatable({}, { __len = function() return 4 end, __index = behind, __newindex = behind }) print(pcall(table.sort, proxy, function(a, b) return a < b end)) print(table.concat(behind, " "), rawlen(proxy))
local words = {} for w in ("the quick brown fox jumps over the lazy dog and runs away from the big bad wolf"):gmatch "%a+" do words[#words + 1] = w end show(sorted(words))
local keyed = { z = 1, y = 2, x = 3 } local keys = {} for k in pairs(keyed) do keys[#keys + 1] = k end show(sorted(keys)) table.sort(keys, function(a, b) return keyed[a] < keyed[b] end) show(keys)
show(sorted({ true, true, true }, function() return false end)[1] and { "booleans pass with a comparator" })
