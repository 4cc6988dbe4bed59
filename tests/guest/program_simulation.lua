-- A discrete event simulation, an event emitter, a bank, an inventory, a state machine, an elevator.
local Events = {} Events.__index = Events
function Events.new() return setmetatable({ handlers = {} }, Events) end
function Events:on(name, f) local l = self.handlers[name] or {} self.handlers[name] = l l[#l + 1] = f return function() for i, g in ipairs(l) do if g == f then table.remove(l, i) return true end end return false end end
function Events:emit(name, ...) local n = 0 for _, f in ipairs { table.unpack(self.handlers[name] or {}) } do n = n + 1 f(...) end return n end
local e, seen = Events.new(), {} local off = e:on("tick", function(n) seen[#seen + 1] = "A" .. n end) e:on("tick", function(n) seen[#seen + 1] = "B" .. n if n == 2 then off() end end)
print(e:emit("tick", 1), e:emit("tick", 2), e:emit("tick", 3), e:emit "none", off(), table.concat(seen, " "))

local Sim = {} Sim.__index = Sim
function Sim.new() return setmetatable({ now = 0, queue = {}, order = 0 }, Sim) end
function Sim:at(delay, f) self.order = self.order + 1 table.insert(self.queue, { t = self.now + delay, o = self.order, f = f }) table.sort(self.queue, function(a, b) if a.t ~= b.t then return a.t < b.t end return a.o < b.o end) end
function Sim:process(f) local co = coroutine.create(f) local function step(...) local ok, delay = coroutine.resume(co, ...) if not ok then error(delay, 0) end if delay then self:at(delay, step) end end self:at(0, step) end
function Sim:run(limit) while self.queue[1] and self.queue[1].t <= limit do local ev = table.remove(self.queue, 1) self.now = ev.t ev.f() end end
local sim, log, free, waiting = Sim.new(), {}, 2, 0
for i = 1, 5 do sim:process(function() coroutine.yield(i) while free == 0 do waiting = waiting + 1 coroutine.yield(1) end free = free - 1 log[#log + 1] = sim.now .. ":in" .. i coroutine.yield(4) free = free + 1 log[#log + 1] = sim.now .. ":out" .. i end) end
sim:run(100) print(table.concat(log, " "), waiting, sim.now)

local Account = {} Account.__index = Account
function Account.open(owner, balance) return setmetatable({ owner = owner, balance = balance, log = {} }, Account) end
function Account:withdraw(n) if n <= 0 then error { code = "bad amount", amount = n } end if n > self.balance then error { code = "insufficient", need = n - self.balance } end self.balance = self.balance - n self.log[#self.log + 1] = -n end
function Account:deposit(n) self.balance = self.balance + n self.log[#self.log + 1] = n end
local function transfer(a, b, n) local before_a, before_b = a.balance, b.balance local ok, err = pcall(function() a:withdraw(n) if b.closed then error { code = "closed" } end b:deposit(n) end) if not ok then a.balance, b.balance = before_a, before_b return false, type(err) == "table" and err.code or err end return true end
local ann, bob = Account.open("ann", 100), Account.open("bob", 50) print(transfer(ann, bob, 30)) print(transfer(ann, bob, 300)) print(transfer(ann, bob, -1)) bob.closed = true print(transfer(ann, bob, 10)) print(ann.balance, bob.balance, #ann.log, pcall(transfer, nil, bob, 1))

local machine = { state = "idle", idle = { coin = "ready" }, ready = { push = "idle", coin = "ready", kick = "broken" }, broken = {} } local trace = {} for input in ("coin push push coin coin kick coin push"):gmatch "%a+" do local nxt = machine[machine.state][input] trace[#trace + 1] = nxt and machine.state .. ">" .. nxt or "ignored" machine.state = nxt or machine.state end print(table.concat(trace, " "))
local lift = { floor = 1, dir = 1, calls = {}, path = {} } for _, f in ipairs { 5, 2, 8, 3 } do lift.calls[f] = true end while next(lift.calls) do if lift.calls[lift.floor] then lift.calls[lift.floor] = nil lift.path[#lift.path + 1] = "stop" .. lift.floor if lift.floor == 5 and not lift.late then lift.late = true lift.calls[1] = true end end local more = false for f in pairs(lift.calls) do if (f - lift.floor) * lift.dir > 0 then more = true end end if not more then lift.dir = -lift.dir end if next(lift.calls) then lift.floor = lift.floor + lift.dir end end print(table.concat(lift.path, " "))
local stock = setmetatable({}, { __index = function() return 0 end }) for line in ("+ bolt 10\n+ nut 4\n- bolt 3\n- nut 9\n? bolt\n* gear 1\n+ gear x"):gmatch "[^\n]+" do local op, item, n = line:match "^(%S) (%S+) ?(%S*)" local ok, err = pcall(function() if op == "+" then stock[item] = stock[item] + (tonumber(n) or error("not a number: " .. n, 0)) elseif op == "-" then if stock[item] < tonumber(n) then error("only " .. stock[item] .. " of " .. item, 0) end stock[item] = stock[item] - n elseif op == "?" then print(item, stock[item]) else error("unknown " .. op, 0) end end) print(line, ok, err) end
local seed = 99 local function rnd(n) seed = (seed * 16807) % 2147483647 return seed % n + 1 end local pos, visits = 0, {} for _ = 1, 5000 do pos = pos + (rnd(2) == 1 and 1 or -1) visits[pos] = (visits[pos] or 0) + 1 end local lo, hi = 0, 0 for p in pairs(visits) do lo, hi = math.min(lo, p), math.max(hi, p) end print(pos, lo, hi)
