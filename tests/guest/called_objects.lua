-- Objects with __call: the object becomes the first argument, however it is called.
local function object(f) return setmetatable({ name = "o" }, { __call = f }) end
local all = object(function(self, ...) return self.name, select("#", ...), ... end)
local fixed = object(function(self, a, b) return self.name, a, b end)
local builtin = setmetatable({ 1, 2, 3 }, { __call = rawlen })
local spread = setmetatable({}, { __call = select })

print(all())
print(all(1))
print(all(1, nil, 3, nil))
print(fixed(), (fixed(1)))
print(fixed(1, 2, 3))
print(builtin(), builtin(1, 2))
print(pcall(spread, "#", 1, 2))
print(all(fixed(1, 2)), all((fixed(1))))
print((all(table.unpack({}, 1, 200))))
print(select("#", all(table.unpack({}, 1, 200))))
local function f(...) return all(...) end
print(f(), f(1, 2))
local function tail(n) if n == 0 then return fixed("end") end return tail(n - 1) end
print(tail(10))
local function tail_builtin() return builtin() end
print(tail_builtin())
local counter = object(function(self, n) if n == 0 then return "counted" end return self(n - 1) end)
print(counter(10000))

-- As a method, an iterator, a metamethod, a comparator, a replacement, a coroutine's and pcall's function.
local t = { method = all }
print(t:method(1), t.method(2))
local n = 0
for k in object(function(self, state, control) n = n + 1; if n <= 3 then return n end end) do io.write(k, " ") end
print()
local m = setmetatable({}, { __add = fixed, __index = object(function(self, t, k) return k .. "!" end), __len = builtin })
print(m + 1 == "o", m.key, #m)
local list = { 3, 1, 2 }
print(pcall(table.sort, list, object(function(self, a, b) return a < b end)))
print(pcall(fixed, 1, 2))
print(xpcall(fixed, function(e) return e end, 1, 2))
print(pcall(coroutine.wrap, fixed))

-- An object whose __call is an object, and so on.
local inner = object(function(self, outer, a) return self.name, outer.name, a end)
inner.name = "inner"
local outer = setmetatable({ name = "outer" }, { __call = inner })
local outermost = setmetatable({ name = "outermost" }, { __call = outer })
print(outer(1))
print(select("#", pcall(outermost, 1)), (pcall(outermost, 1)))
local function call_it() return outer(2) end
print(call_it())

-- Errors, levels and names.
print(pcall(function() local none = setmetatable({}, {}); none() end))
print(pcall(function() local wrong = setmetatable({}, { __call = 1 }); wrong() end))
local raises = object(function(self, what) error(what, 2) end)
print(pcall(function() raises("to the caller") end))
local traced = object(function(self) return debug.traceback("here") end)
local function caller() local s = traced() return s end
print(caller())
local function tail_caller() return traced() end
print(tail_caller())
local endless = object(function(self) return 1 + self() end)
print((select(2, pcall(endless)):match("stack overflow")))

-- Through deep stacks that grow, with collections in between.
local deep = object(function(self, n, ...) if n == 0 then collectgarbage() return ... end return self(n - 1, n, ...) end)
print(select("#", deep(150)))
local deeper = object(function(self, n) if n == 0 then return 0 end return 1 + self(n - 1) end)
print(deeper(5000))
