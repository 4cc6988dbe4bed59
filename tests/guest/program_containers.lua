-- Stack, queue, deque, linked list, priority queue, set, LRU cache, trie, ring buffer.
local Queue = {} Queue.__index = Queue
function Queue.new() return setmetatable({ head = 1, tail = 0 }, Queue) end
function Queue:push(v) self.tail = self.tail + 1 self[self.tail] = v end
function Queue:pop() if self.head > self.tail then return nil end local v = self[self.head] self[self.head] = nil self.head = self.head + 1 return v end
Queue.__len = function(q) return q.tail - q.head + 1 end
local q = Queue.new() for i = 1, 5 do q:push(i * i) end print(#q, q:pop(), q:pop(), #q) q:push "x" while #q > 0 do io.write(tostring(q:pop()), " ") end print(q:pop())

local Heap = {} Heap.__index = Heap
function Heap.new(less) return setmetatable({ n = 0, less = less or function(a, b) return a < b end }, Heap) end
function Heap:push(v)
  self.n = self.n + 1 local i = self.n self[i] = v
  while i > 1 and self.less(self[i], self[i // 2]) do self[i], self[i // 2] = self[i // 2], self[i] i = i // 2 end
end
function Heap:pop()
  if self.n == 0 then return nil end
  local top = self[1] self[1] = self[self.n] self[self.n] = nil self.n = self.n - 1
  local i = 1
  while true do
    local s = i
    for _, c in ipairs { 2 * i, 2 * i + 1 } do if c <= self.n and self.less(self[c], self[s]) then s = c end end
    if s == i then return top end
    self[i], self[s] = self[s], self[i] i = s
  end
end
local h = Heap.new() for _, v in ipairs { 5, 3, 9, 1, 7, 3, 8 } do h:push(v) end for v in function() return h:pop() end do io.write(v, " ") end print()
local jobs = Heap.new(function(a, b) return a.p > b.p end) for i, name in ipairs { "low", "high", "mid" } do jobs:push { p = ({ 1, 9, 5 })[i], name = name } end print(jobs:pop().name, jobs:pop().name, jobs:pop().name, jobs:pop())

local Set = {} Set.__index = Set
local function set(l) local s = setmetatable({}, Set) for _, v in ipairs(l) do s[v] = true end return s end
function Set.__add(a, b) local r = set {} for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end
function Set.__mul(a, b) local r = set {} for k in pairs(a) do r[k] = b[k] end return r end
function Set.__sub(a, b) local r = set {} for k in pairs(a) do if not b[k] then r[k] = true end end return r end
function Set.__le(a, b) for k in pairs(a) do if not b[k] then return false end end return true end
function Set.__lt(a, b) return a <= b and not (b <= a) end
function Set.__eq(a, b) return a <= b and b <= a end
function Set.__len(a) local n = 0 for _ in pairs(a) do n = n + 1 end return n end
function Set.__tostring(a) local l = {} for k in pairs(a) do l[#l + 1] = tostring(k) end table.sort(l) return "{" .. table.concat(l, ",") .. "}" end
local a, b = set { 1, 2, 3, 4 }, set { 3, 4, 5 } print(tostring(a + b), tostring(a * b), tostring(a - b), a <= b, a * b < a, a == set { 4, 3, 2, 1 }, #(a + b))

local List = {} List.__index = List
function List.cons(v, rest) return setmetatable({ v = v, rest = rest }, List) end
function List:each() local n = self return function() if n then local v = n.v n = n.rest return v end end end
function List:reverse() local r for v in self:each() do r = List.cons(v, r) end return r end
function List:map(f) return List.cons(f(self.v), self.rest and self.rest:map(f)) end
local l for i = 5, 1, -1 do l = List.cons(i, l) end for v in l:map(function(x) return x * x end):reverse():each() do io.write(v, " ") end print()

local LRU = {} LRU.__index = LRU
function LRU.new(n) local s = { size = n, count = 0, map = {}, head = {}, tail = {} } s.head.next, s.tail.prev = s.tail, s.head return setmetatable(s, LRU) end
local function unlink(n) n.prev.next, n.next.prev = n.next, n.prev end
function LRU:front(n) n.next, n.prev = self.head.next, self.head n.next.prev, self.head.next = n, n end
function LRU:get(k) local n = self.map[k] if n then unlink(n) self:front(n) return n.v end end
function LRU:put(k, v)
  local n = self.map[k]
  if n then unlink(n) else
    if self.count == self.size then local old = self.tail.prev unlink(old) self.map[old.k] = nil else self.count = self.count + 1 end
    n = { k = k } self.map[k] = n
  end
  n.v = v self:front(n)
end
function LRU:keys() local t, n = {}, self.head.next while n ~= self.tail do t[#t + 1] = n.k n = n.next end return table.concat(t, " ") end
local c = LRU.new(3) c:put("a", 1) c:put("b", 2) c:put("c", 3) c:get "a" c:put("d", 4) print(c:keys(), c:get "b", c:get "c", c:keys()) for i = 1, 100 do c:put("k" .. i % 5, i) end print(c:keys(), c:get "k0")

local trie = {} local function add(w) local n = trie for ch in w:gmatch "." do n[ch] = n[ch] or {} n = n[ch] end n.done = true end
local function complete(p) local n = trie for ch in p:gmatch "." do n = n[ch] if not n then return {} end end
  local out = {} local function walk(n, s) if n.done then out[#out + 1] = s end local ks = {} for k in pairs(n) do if k ~= "done" then ks[#ks + 1] = k end end table.sort(ks) for _, k in ipairs(ks) do walk(n[k], s .. k) end end walk(n, p) return out end
for w in ("tea ten to inn in i team test"):gmatch "%a+" do add(w) end print(table.concat(complete "te", " "), table.concat(complete "in", " "), #complete "x", #complete "")
local ring, size, start = {}, 4, 0 for i = 0, 9 do ring[i % size] = i end for i = 0, size - 1 do io.write(ring[(10 + i) % size], " ") end print()
