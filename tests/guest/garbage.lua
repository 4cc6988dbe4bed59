-- Many short-lived objects, long-lived survivors, cycles, finalizers in order, closing state.
local keep = {}
for round = 1, 20 do
  local batch = {}
  for i = 1, 500 do batch[i] = { round = round, i = i, text = "obj" .. i } end
  for i = 1, 500 do batch[i].next = batch[i % 500 + 1] end
  keep[round] = batch[round * 7 % 500 + 1]
end
collectgarbage()
for round, o in ipairs(keep) do assert(o.round == round and o.next.next.round == round) end
print(#keep, keep[3].i, keep[20].next.text)
local strings = {} for i = 1, 5000 do strings[i % 100] = ("s%d"):format(i):rep(3) end collectgarbage() print(strings[0], strings[99])
local function tree(d) if d == 0 then return { leaf = true } end return { l = tree(d - 1), r = tree(d - 1) } end local function count(t) return t.leaf and 1 or count(t.l) + count(t.r) end local long = tree(8) for _ = 1, 10 do assert(count(tree(7)) == 128) end print(count(long))
local order = {} for i = 1, 5 do setmetatable({}, { __gc = function() order[#order + 1] = i end }) end collectgarbage() collectgarbage() print(table.concat(order, " "))
local closures = {} for i = 1, 1000 do local big = { i } closures[i % 10 + 1] = function() return big[1] end end collectgarbage() local s = 0 for _, f in ipairs(closures) do s = s + f() end print(s)
local cos = {} for i = 1, 200 do local co = coroutine.wrap(function(a) local held = { a } while true do held[1] = held[1] + coroutine.yield(held[1]) end end) co(i) if i % 20 == 0 then cos[#cos + 1] = co end end collectgarbage() s = 0 for _, co in ipairs(cos) do s = s + co(1) end print(s)
local cache = setmetatable({}, { __mode = "v" }) local strong = {} for i = 1, 100 do local o = { i } cache[i] = o if i % 10 == 0 then strong[#strong + 1] = o end end collectgarbage() local alive = 0 for i = 1, 100 do if cache[i] then alive = alive + 1 end end print(alive) local ek = setmetatable({}, { __mode = "k" }) local k1, k2 = {}, {} ek[k1] = k2 ek[k2] = k1 collectgarbage() local n = 0 for _ in pairs(ek) do n = n + 1 end print(n) k1, k2 = nil, nil collectgarbage() print(next(ek))
local t = {} for i = 1, 10000 do t[i] = i end for i = 1, 10000 do t[i] = nil end collectgarbage() print(next(t), #t) for i = 1, 100 do t["k" .. i] = {} end for i = 1, 100 do t["k" .. i] = nil end print(next(t)) local errors = 0 for i = 1, 200 do local ok = pcall(function() local junk = { {}, {}, {} } error { junk = junk, i = i } end) if not ok then errors = errors + 1 end end collectgarbage() print(errors) local resurrect = {} do setmetatable({ name = "phoenix" }, { __gc = function(o) resurrect[1] = o end }) end collectgarbage() collectgarbage() print(resurrect[1] and resurrect[1].name) print(collectgarbage "count" < 20000)
