-- One cell of bench/sharing: K contexts do the same work on objects that one context made, their home.
-- usage: cell.lua KIND HOME K M W N [N...] ["--" PIPE]
-- A worker does N operations in each phase (one N a phase). Before each phase the program prints "ready" and reads a
-- line; a worker that has done its part prints "end"; "done" and a checksum come last. PIPE: what a blocked home reads.
local context, tasklet = require "context", require "tasklet"
package.path = arg[0]:match("^(.*)/") .. "/?.lua;" .. package.path
local kinds = require "kinds"

local kind, home = kinds[arg[1]], arg[2]
local workers, objects_made, every = tonumber(arg[3]), tonumber(arg[4]), tonumber(arg[5])
local phases, at = {}, 6
while arg[at] and arg[at] ~= "--" do
  phases[#phases + 1] = tonumber(arg[at])
  at = at + 1
end
local pipe = arg[at + 1] or "/dev/stdin"
io.stdout:setvbuf("line")

local made, ready, gates, program = tasklet.channel(1), tasklet.channel(workers + 1), {}, { ended = false }
for phase = 1, #phases do gates[phase] = tasklet.channel(0) end

local function wait_for(phase)
  ready:send(true)
  gates[phase]:receive()
end

local function work(id, objects)
  local sum = 0
  for phase, n in ipairs(phases) do
    wait_for(phase)
    sum = sum + kind.work(objects, id, n, every)
    io.write("end\n")
  end
  return sum
end

-- What the home does once it has made the objects, if it is neither the main context nor a worker.
local homes = {}
function homes.ended() end
function homes.blocked()
  local file = io.open(pipe)
  ready:send(true)
  file:read()
end
-- Works for as long as the workers do, and at least as many operations as one of them has.
function homes.busy()
  wait_for(1)
  local own, n = { v = 0 }, phases[1]
  while own.v < n or not program.ended do
    for _ = 1, 1000 do own.v = own.v + 1 end
  end
end

-- Returns what the home makes, its handle, and the handles of the workers that run already.
local function start_home()
  if home == "main" then return kind.make(objects_made), nil, {} end
  local handle = context.spawn(function()
    local objects = kind.make(objects_made)
    made:send(objects)
    if home == "worker" then return work(1, objects) end
    homes[home]()
  end)
  local objects = made:receive()
  if home == "worker" then return objects, nil, { handle } end
  if home == "ended" then assert(handle:join()) end
  return objects, handle, {}
end

local function run_phases(waiting)
  for phase = 1, #phases do
    for _ = 1, waiting do ready:receive() end
    waiting = workers
    -- Whoever enters a blocking call has time to do so.
    if home == "blocked" then tasklet.sleep(0.005) end
    print("ready")
    io.read()
    gates[phase]:close()
  end
end

local objects, handle, handles = start_home()
for id = #handles + 1, workers do handles[id] = context.spawn(work, id, objects) end
run_phases(workers + ((home == "busy" or home == "blocked") and 1 or 0))
local sum = 0
for id = 1, workers do
  local ok, part = handles[id]:join()
  assert(ok, part)
  sum = sum + part
end
program.ended = true
if home == "busy" then assert(handle:join()) end
print("done")

local operations = 0
for _, n in ipairs(phases) do operations = operations + n end
local writes = 0
for _, n in ipairs(phases) do writes = writes + workers * (n // every) end
print(workers * operations, sum, kind.check(objects, writes) or 0)
os.exit(true)
