-- Memoise, curry, lazy streams, pipelines, fold, zip, trampolines, monads, church numerals.
local function memoize(f) local cache = {} return function(n) local v = cache[n] if v == nil then v = f(n) cache[n] = v end return v end end
local calls = 0
local fib fib = memoize(function(n) calls = calls + 1 if n < 2 then return n end return fib(n - 1) + fib(n - 2) end)
print(fib(80), calls, fib(80), calls)
local function memo2(f) local tree = {} return function(...) local node = tree for i = 1, select("#", ...) do local k = select(i, ...) node[k] = node[k] or {} node = node[k] end if not node.done then node.done, node.value = true, f(...) end return node.value end end
local paths paths = memo2(function(r, c) if r == 0 or c == 0 then return 1 end return paths(r - 1, c) + paths(r, c - 1) end) print(paths(16, 16))

local Stream = {} Stream.__index = Stream
local function stream(head, tail) return setmetatable({ head = head, next = tail }, Stream) end
function Stream:tail() if type(self.next) == "function" then self.next = self.next() end return self.next end
function Stream:map(f) return stream(f(self.head), function() return self:tail():map(f) end) end
function Stream:filter(p) local s = self while not p(s.head) do s = s:tail() end return stream(s.head, function() return s:tail():filter(p) end) end
function Stream:take(n) local t, s = {}, self for i = 1, n do t[i] = s.head s = s:tail() end return t end
function Stream:zip(o, f) return stream(f(self.head, o.head), function() return self:tail():zip(o:tail(), f) end) end
local function from(n) return stream(n, function() return from(n + 1) end) end
local function sieve(s) return stream(s.head, function() return sieve(s:tail():filter(function(x) return x % s.head ~= 0 end)) end) end
print(table.concat(sieve(from(2)):take(20), " ")) print(table.concat(from(1):map(function(x) return x * x end):filter(function(x) return x % 2 == 1 end):take(8), " "))
local fibs fibs = stream(0, function() return stream(1, function() return fibs:zip(fibs:tail(), function(a, b) return a + b end) end) end) print(table.concat(fibs:take(15), " "))

local Seq = {} Seq.__index = Seq local function seq(t) return setmetatable({ t = t }, Seq) end
function Seq:map(f) local r = {} for i, v in ipairs(self.t) do r[i] = f(v, i) end return seq(r) end function Seq:filter(p) local r = {} for _, v in ipairs(self.t) do if p(v) then r[#r + 1] = v end end return seq(r) end
function Seq:fold(f, a) for _, v in ipairs(self.t) do a = f(a, v) end return a end function Seq:sort(f) local r = { table.unpack(self.t) } table.sort(r, f) return seq(r) end function Seq:group(k) local r = {} for _, v in ipairs(self.t) do local g = k(v) r[g] = r[g] or {} table.insert(r[g], v) end return r end Seq.__tostring = function(s) return table.concat(s.t, " ") end Seq.__concat = function(a, b) local r = { table.unpack(a.t) } for _, v in ipairs(b.t) do r[#r + 1] = v end return seq(r) end Seq.__len = function(s) return #s.t end
local s = seq { 5, 2, 8, 1, 9, 4 } print(tostring(s:filter(function(x) return x > 2 end):map(function(x, i) return x * 10 + i end):sort(function(a, b) return a > b end)), s:fold(math.max, 0), #(s .. s), tostring(s .. seq { "end" })) local g = s:group(function(x) return x % 2 == 0 and "even" or "odd" end) print(table.concat(g.even, ","), table.concat(g.odd, ","))
local function trampoline(f, ...) local r = f(...) while type(r) == "function" do r = r() end return r end local function count(n, acc) if n == 0 then return acc end return function() return count(n - 1, acc + 1) end end print(trampoline(count, 50000, 0))
local function bind(...) local f, args = ..., { select(2, ...) } return function(...) local a = { table.unpack(args) } for _, v in ipairs { ... } do a[#a + 1] = v end return f(table.unpack(a)) end end print(bind(string.format, "%s-%s-%s", 1)(2, 3), bind(math.max, 5)(3))
local zero = function(f) return function(x) return x end end local function succ(n) return function(f) return function(x) return f(n(f)(x)) end end end local function plus(a, b) return function(f) return function(x) return a(f)(b(f)(x)) end end end local function times(a, b) return function(f) return a(b(f)) end end local function int(n) return n(function(x) return x + 1 end)(0) end local three = succ(succ(succ(zero))) print(int(three), int(plus(three, three)), int(times(three, three)), int(three(three)))
local Maybe = {} Maybe.__index = Maybe local function just(v) return setmetatable({ v = v }, Maybe) end local nothing = setmetatable({}, Maybe) function Maybe:bind(f) if self == nothing then return self end return f(self.v) end local function div(a, b) if b == 0 then return nothing end return just(a // b) end print(div(100, 5):bind(function(x) return div(x, 2) end).v, div(1, 0):bind(function(x) return div(x, 2) end).v)
local function permutations(t) if #t == 0 then return { {} } end local r = {} for i, v in ipairs(t) do local rest = { table.unpack(t) } table.remove(rest, i) for _, p in ipairs(permutations(rest)) do table.insert(p, 1, v) r[#r + 1] = p end end return r end local ps = permutations { "a", "b", "c", "d" } print(#ps, table.concat(ps[1]), table.concat(ps[24])) local function powerset(t, i) i = i or 1 if i > #t then return { "" } end local r = {} for _, s in ipairs(powerset(t, i + 1)) do r[#r + 1] = s r[#r + 1] = t[i] .. s end return r end local set = powerset { "x", "y", "z" } table.sort(set) print(table.concat(set, ",")) print((function(...) local r = {} for i = select("#", ...), 1, -1 do r[#r + 1] = (select(i, ...)) end return table.unpack(r) end)(1, 2, 3))
