-- args: 300
-- Litmus programs of memory models: no outcome that is not sequentially consistent, wherever the variables live.
-- Arguments: the number of rounds of each; a pattern for the names of those to run.
local context, tasklet = require "context", require "tasklet"
local rounds = tonumber(arg[1]) or 1000

-- An empty table of the context that runs `n`, which is one of those that take part, or of the main context.
local function place(where, home, channel)
  if where ~= home then return end
  for _ = 1, 2 do channel:send({}) end
end

-- Runs the threads of a program, round by round at about the same time. Each is called with the two variables, which
-- are tables, and the round's index into them; it returns what it saw. `owner`: which thread's context they belong to.
local function observe(threads, owner)
  local channel, progress = tasklet.channel(2), {}
  for i = 1, #threads do progress[i] = 0 end
  local variables = {}
  local start = { go = false }
  local handles = {}
  for i, thread in ipairs(threads) do
    handles[i] = context.spawn(function()
      place(i, owner, channel)
      while not start.go do tasklet.yield() end
      local x, y, seen = variables.x, variables.y, {}
      for r = 1, rounds do
        progress[i] = r
        for k = 1, #threads do while progress[k] < r do end end
        seen[r] = { thread(x, y, r) }
      end
      local texts = {}
      for r = 1, rounds do texts[r] = table.concat(seen[r], " ") end
      return table.concat(texts, ",")
    end)
  end
  if owner == 0 then variables.x, variables.y = {}, {}
  else variables.x, variables.y = channel:receive(), channel:receive() end
  start.go = true
  local columns = {}
  for i, h in ipairs(handles) do
    local ok, text = h:join()
    assert(ok, text)
    columns[i] = {}
    for word in (text .. ","):gmatch("([^,]*),") do table.insert(columns[i], word) end
  end
  local outcomes = {}
  for r = 1, rounds do
    local words = {}
    for i = 1, #threads do if columns[i][r] ~= "" then table.insert(words, columns[i][r]) end end
    local outcome = table.concat(words, " ")
    outcomes[outcome] = (outcomes[outcome] or 0) + 1
  end
  return outcomes
end

local function get(variable, r) return variable[r] or 0 end

local programs = {
  { "store buffering", "0 0",
    function(x, y, r) x[r] = 1 return get(y, r) end,
    function(x, y, r) y[r] = 1 return get(x, r) end },
  { "message passing", "1 0",
    function(x, y, r) x[r] = 1 y[r] = 1 end,
    function(x, y, r) local a = get(y, r) return a, get(x, r) end },
  { "load buffering", "1 1",
    function(x, y, r) local a = get(x, r) y[r] = 1 return a end,
    function(x, y, r) local a = get(y, r) x[r] = 1 return a end },
  { "independent reads of independent writes", "1 0 1 0",
    function(x, y, r) x[r] = 1 end,
    function(x, y, r) y[r] = 1 end,
    function(x, y, r) local a = get(x, r) return a, get(y, r) end,
    function(x, y, r) local a = get(y, r) return a, get(x, r) end },
  { "coherence", "2 1",
    function(x, y, r) x[r] = 1 x[r] = 2 end,
    function(x, y, r) local a = get(x, r) return a, get(x, r) end },
}
for _, program in ipairs(programs) do
  local name, forbidden = program[1], program[2]
  local threads = table.move(program, 3, #program, 1, {})
  for owner = 0, name:find(arg[2] or "") and 2 or -1 do
    local outcomes = observe(threads, owner)
    print(name, owner, outcomes[forbidden] or "sequentially consistent")
  end
end
