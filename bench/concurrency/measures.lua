-- Costs of contexts and tasklets. Prints lines `name<TAB>value<TAB>unit`. usage: measures.lua MEASURE
local context, tasklet = require "context", require "tasklet"

local function report(name, value, unit) print(string.format("%s\t%.1f\t%s", name, value, unit)) end

local function status(field)
  for line in io.lines("/proc/self/status") do
    local value = line:match("^" .. field .. ":%s+(%d+)")
    if value then return tonumber(value) end
  end
end

local measures = {}

-- A million starts, a thousand at a time.
function measures.spawn()
  local n, f = 1000000, function() end
  local begin = os.clock()
  for _ = 1, n / 1000 do
    for _ = 1, 1000 do tasklet.spawn(f) end
    tasklet.sleep(0)
  end
  report("tasklet, start and end", (os.clock() - begin) / n * 1e9, "ns")
end

function measures.switch()
  local n = 2000000
  local function f() for _ = 1, n do tasklet.yield() end end
  local a, b = tasklet.spawn(f), tasklet.spawn(f)
  local begin = os.clock()
  a:join()
  b:join()
  report("tasklet, switch", (os.clock() - begin) / (2 * n) * 1e9, "ns")
end

function measures.memory()
  local n, gate = tonumber(arg[2]) or 1000000, tasklet.channel()
  local function f() gate:receive() end
  local before = status("VmRSS")
  for _ = 1, n do tasklet.spawn(f) end
  tasklet.sleep(0)
  report("tasklet, parked, with " .. n .. " of them", (status("VmRSS") - before) * 1024 / n, "bytes")
end

-- A rendezvous there and one back.
local function echo(there, back)
  while true do
    local v = there:receive()
    if not v then return end
    back:send(v)
  end
end
local function ping_pong(start, name)
  local n, there, back = 200000, tasklet.channel(), tasklet.channel()
  local other = start(echo, there, back)
  local begin = os.clock()
  for i = 1, n do
    there:send(i)
    back:receive()
  end
  report(name, (os.clock() - begin) / n * 1e9, "ns")
  there:close()
  other:join()
end
function measures.channels() ping_pong(tasklet.spawn, "tasklets, there and back through channels") end
function measures.far_channels()
  ping_pong(context.spawn, "contexts, there and back through channels (processor time of both)")
end

-- Both contexts run: the owner in a loop of its own, the other one writes to its table.
function measures.remote()
  local n, t, flag = 500000, { v = 0 }, { go = true }
  local h = context.spawn(function()
    local begin = os.clock()
    for i = 1, n do t.v = i end
    flag.go = false
    return (os.clock() - begin) / 2 / n * 1e9 -- two processors are busy
  end)
  while flag.go do end
  report("write to a table of a running context", select(2, h:join()), "ns")
end

-- Many tables in turn: none of them is used so much that it moves.
function measures.parked()
  local n, tables = 5000000, {}
  for i = 0, 63 do tables[i] = { v = 0 } end
  local h = context.spawn(function()
    local mine = {}
    for i = 0, 63 do mine[i] = tables[i] end
    local begin = os.clock()
    for i = 1, n do mine[i & 63].v = i end
    return (os.clock() - begin) / n * 1e9
  end)
  report("write to tables of a parked context", select(2, h:join()), "ns")
end

-- One table: it moves to whom it serves, so this is what a million operations cost with the move.
function measures.moved()
  local n, t = 1000000, { v = 0 }
  local h = context.spawn(function()
    local begin = os.clock()
    for i = 1, n do t.v = i end
    return (os.clock() - begin) / n * 1e9
  end)
  report("write to a table that moves to its user", select(2, h:join()), "ns")
end

-- Tables are given to an idle context, and back.
function measures.give()
  local n, t, done = 20000, {}, tasklet.channel(0)
  local h = context.spawn(function() done:receive() end)
  local me, begin = context.self(), os.clock()
  for _ = 1, n / 2 do context.give(t, h) context.give(t, me) end
  report("table given to an idle context", (os.clock() - begin) / n * 1e9, "ns")
  done:send(true)
end

function measures.shared()
  local n, t = 20000000, { v = 1 }
  local h = context.spawn(function()
    local begin, sum = os.clock(), 0
    for _ = 1, n do sum = sum + t.v end
    return (os.clock() - begin) / n * 1e9
  end)
  report("read of a read-shared table, with its loop", select(2, h:join()), "ns")
  local begin, sum = os.clock(), 0
  local own = { v = 1 }
  for _ = 1, n do sum = sum + own.v end
  report("read of an own table, with its loop", (os.clock() - begin) / n * 1e9, "ns")
end

-- A pipe is read that has a byte ready: suspension, leaving, the system call, coming back.
function measures.outside()
  local n, zero = 200000, io.open("/dev/zero", "rb")
  zero:setvbuf("no")
  local begin = os.clock()
  for _ = 1, n do zero:read(1) end
  report("blocking call that does not block, with its system call", (os.clock() - begin) / n * 1e9, "ns")
end

-- A tasklet that is ready when another one blocks goes on as soon as a spare worker takes the context over: it has
-- nearly as many turns as when nothing blocks. The command takes a little longer than the sleep.
function measures.take_over()
  local function ticks_during(work)
    local rounds, sum = 20, 0
    for _ = 1, rounds do
      local ticks = 0
      local worker = tasklet.spawn(work)
      tasklet.spawn(function()
        while worker:status() ~= "dead" do
          tasklet.sleep(0.001)
          ticks = ticks + 1
        end
      end)
      worker:join()
      sum = sum + ticks
    end
    return sum / rounds
  end
  report("turns of a tasklet that sleeps 1 ms, while another one sleeps 50", ticks_during(function() tasklet.sleep(0.05) end), "")
  report("the same while the other one blocks in a command of 50 ms", ticks_during(function() os.execute("sleep 0.05") end), "")
end

function measures.contexts()
  local n = 2000
  local begin = os.clock()
  for i = 1, n do context.spawn(function() end):join() end
  report("context, start and join (processor time)", (os.clock() - begin) / n * 1e6, "us")
end

-- All fight for one counter, through one table.
function measures.fight()
  local n, k, t = 8000000, tonumber(arg[2]) or 2, { v = 0 }
  local handles = {}
  local function work() for _ = 1, n / k do t.v = t.v + 1 end end
  for i = 2, k do handles[i] = context.spawn(work) end
  work()
  for i = 2, k do handles[i]:join() end
end

-- Disjoint work with globals, classes, library calls and upvalues of the first context.
Point = {}
Point.__index = Point
function Point.new(x, y) return setmetatable({ x = x, y = y }, Point) end
function Point:add(o) return Point.new(self.x + o.x, self.y + o.y) end
function measures.disjoint()
  local n, k, scale = 3000000, tonumber(arg[2]) or 2, 3
  local function work()
    local sum = 0
    for i = 1, n / k do
      local p = Point.new(i, i + 1):add(Point.new(1, 2))
      sum = sum + p.x * scale + math.floor(p.y / 2) + #tostring(i) + select("#", i, sum)
      sum = sum + string.byte(string.sub("hello", 2, 3))
    end
    return sum
  end
  local handles = {}
  for i = 2, k do handles[i] = context.spawn(work) end
  work()
  for i = 2, k do assert(handles[i]:join()) end
end

assert(measures[arg[1]], "no such measure")()
