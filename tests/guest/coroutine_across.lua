-- Yields across pcall, xpcall, metamethods, iterators and close handlers.
local function drive(f, ...)
  local co, out = coroutine.create(f), {}
  local r = table.pack(coroutine.resume(co, ...))
  while coroutine.status(co) ~= "dead" do out[#out + 1] = tostring(r[2]) r = table.pack(coroutine.resume(co, #out)) end
  for i = 1, r.n do r[i] = tostring(r[i]) end
  print(table.concat(out, " "), "|", table.concat(r, " "))
end
local yield = coroutine.yield
drive(function() local ok, v = pcall(function() return yield "in pcall" + 10 end) return ok, v end)
drive(function() return pcall(function() yield "before error" error("after yield", 0) end) end)
drive(function() return pcall(pcall, function() yield "nested pcall" error("x", 0) end) end)
drive(function() return xpcall(function() yield "in xpcall" error("e", 0) end, function(m) return "handled " .. m end) end)
drive(function() return xpcall(function(a) return yield(a), a end, print, "argument") end)
drive(function() for i = 1, 3 do local ok, e = pcall(function() if yield("loop" .. i) == 2 then error("second", 0) end end) if not ok then yield(e) end end return "done" end)

local mt = {}
for _, e in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "unm", "bnot", "concat", "len", "eq", "lt", "le", "index", "call" } do
  mt["__" .. e] = function() return yield("in " .. e) end
end
mt.__newindex = function(t, k, v) yield("newindex " .. k) rawset(t, k, v) end
local function obj() return setmetatable({}, mt) end
drive(function() local o = obj() return o + 1, 1 - o, o * o end)
drive(function() local o = obj() return o / 1, o % 1, o ^ 2, o // 1 end)
drive(function() local o = obj() return o & 1, o | 1, o ~ 1, o << 1, o >> 1, ~o, -o end)
drive(function() local o = obj() return o .. "x", "y" .. o, 1 .. 2 .. o, #o end)
drive(function() local o, p = obj(), obj() return o == p, o ~= p, o < p, o <= p, o > p, not (o >= p) end)
drive(function() local o = obj() return o.field, o[1], o(5), o:method() end)
drive(function() local o = obj() o.x = 1 o.y = yield "value first" return rawget(o, "x"), rawget(o, "y") end)
drive(function() local o = obj() if o < o then return "then" else return "else" end end)
drive(function() local o = obj() local n = 0 while n < 2 and (o == obj()) do n = n + 1 end return n end)

drive(function() local s = 0 for v in function(_, i) i = (i or 0) + 1 if i <= 3 then return yield("iter" .. i) and i end end do s = s + v end return s end)
drive(function() local t = setmetatable({}, { __pairs = function(t) yield "pairs" return function(_, k) if not k then return yield "next", "v" end end, t end }) for k, v in pairs(t) do yield(tostring(k) .. v) end return "end" end)
drive(function() do local c <close> = setmetatable({}, { __close = function() yield "closing" end }) yield "body" end return "after" end)
drive(function() return pcall(function() local c <close> = setmetatable({}, { __close = function(_, e) yield("closing " .. e) end }) error("err", 0) end) end)
drive(function() local function g() local c <close> = setmetatable({}, { __close = function() yield "close on return" end }) return 1, 2, 3 end return g() end)
drive(function() for i in (function() local n = 0 return function() n = n + 1 if n < 3 then return n end end end)(), nil, nil, setmetatable({}, { __close = function() yield "iterator closed" end }) do yield("i" .. i) end return "out" end)
drive(function() return select(2, yield "args", yield "order") end)
drive(function(...) local t = { yield(...), yield(...), n = yield(...) } return t[1], t[2], t.n end, "dots")
drive(function() return (function(...) return select("#", ...) end)(yield(1), yield(2), yield(3)) end)
