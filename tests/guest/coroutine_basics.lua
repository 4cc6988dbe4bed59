-- create, resume, yield, status, wrap, isyieldable, running, close.
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2, "two")
  print("got", d, e)
  return "end", d + e
end)
print(type(co), coroutine.status(co)) print(coroutine.resume(co, 1, 2)) print(coroutine.status(co)) print(coroutine.resume(co, 10)) print(coroutine.resume(co, 3, 4)) print(coroutine.status(co)) print(coroutine.resume(co)) print(coroutine.resume(co, 1))

print("-- status seen from inside, nested")
local outer, inner
outer = coroutine.create(function() inner = coroutine.create(function() print("inner sees", coroutine.status(outer), coroutine.status(inner)) coroutine.yield() end) coroutine.resume(inner) print("outer sees", coroutine.status(inner), coroutine.status(outer)) end)
coroutine.resume(outer) print(coroutine.status(outer), coroutine.status(inner))
print(coroutine.isyieldable(), select(2, coroutine.running())) print(coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)())
print(coroutine.isyieldable(co), coroutine.isyieldable(inner))

print("-- errors")
local bad = coroutine.create(function() error("oops") end) print(coroutine.resume(bad)) print(coroutine.status(bad), coroutine.resume(bad))
print(coroutine.resume(coroutine.create(function() error({ code = 7 }) end)) == false, select(2, coroutine.resume(coroutine.create(function() error({ code = 7 }) end))).code)
print(pcall(coroutine.wrap(function() error("wrapped oops") end))) print(pcall(coroutine.wrap(function() error("level 0", 0) end)))
local w = coroutine.wrap(function() coroutine.yield(1) end) print(w(), select("#", w())) print(pcall(w))
print(coroutine.resume(coroutine.running())) local selfco selfco = coroutine.create(function() return coroutine.resume(selfco) end) print(coroutine.resume(selfco))
local ws ws = coroutine.wrap(function() return pcall(ws) end) print(ws())
print(pcall(coroutine.yield, 1)) print(pcall(coroutine.create)) print(pcall(coroutine.create, 5)) print(pcall(coroutine.resume, 5)) print(pcall(coroutine.status, nil)) print(pcall(coroutine.wrap, "x"))

print("-- values in and out")
local echo = coroutine.wrap(function(...) local args = table.pack(...) while true do args = table.pack(coroutine.yield(table.unpack(args, 1, args.n))) end end)
print(echo()) print(echo(1)) print(echo(nil, 2, nil)) print(select("#", echo(nil, nil))) print(select("#", echo(table.unpack({}, 1, 100))))
print(select("#", coroutine.resume(coroutine.create(function() end)))) print(coroutine.resume(coroutine.create(print), "C function as body", 1))
print(coroutine.wrap(function() return pcall(coroutine.yield, "from pcall") end)())

print("-- close")
local c1 = coroutine.create(function() local x <close> = setmetatable({}, { __close = function(_, e) print("closing", e) end }) coroutine.yield() end)
coroutine.resume(c1) print(coroutine.close(c1), coroutine.status(c1)) print(coroutine.close(c1)) print(coroutine.close(coroutine.create(print)))
local c2 = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() error("in close", 0) end }) coroutine.yield() end)
coroutine.resume(c2) print(coroutine.close(c2)) print(coroutine.status(c2)) local c3 = coroutine.create(function() error("dead", 0) end) coroutine.resume(c3) print(coroutine.close(c3)) print(pcall(coroutine.close, coroutine.running()))
coroutine.wrap(function() print(pcall(coroutine.close, coroutine.running())) end)()

print("-- many")
local all = {} for i = 1, 1000 do all[i] = coroutine.wrap(function() local s = i while true do s = s + coroutine.yield(s) end end) end
local sum = 0 for round = 1, 3 do for i = 1, 1000 do sum = sum + all[i](round) end end print(sum)
