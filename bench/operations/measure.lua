-- Times one case of a list, for bench/sweep.
--
--   measure.lua FILE list                   one line for each case and size: group, name, size
--   measure.lua FILE NAME SIZE SECONDS      how often the case's body runs in about so long
--   measure.lua FILE NAME SIZE COUNT time   runs it so often; prints the seconds, then what it left in `r`
--
-- FILE returns a list of cases: { NAME, BODY, setup = TEXT, sizes = {...} }. BODY and setup are statements; the body is
-- the inside of a loop, over `i`. Both see N, the size, and `r`, which starts as 0 and shows what the body did. Each
-- turn of the loop has the body COPIES times, so that the loop itself weighs little.

local COPIES = 5

local file, name, size, count, mode = table.unpack(arg)
local cases = dofile(file)

if name == "list" then
  for _, case in ipairs(cases) do
    for _, n in ipairs(case.sizes or { 0 }) do print(case[1], n) end
  end
  return
end

local function prepared()
  for _, case in ipairs(cases) do
    if case[1] == name then
      local body = string.rep("do " .. case[2] .. " end\n", COPIES)
      local text = "local N, r = ..., 0\n" .. (case.setup or "") .. "\nreturn function(n) for i = 1, n do\n" .. body
        .. "end return r end"
      return assert(load(text, "=" .. name))(math.tointeger(size))
    end
  end
  error("no case called " .. name)
end

local function seconds(run, turns)
  local begin = os.clock()
  local result = run(turns)
  return os.clock() - begin, result
end

local run = prepared()
if mode == "time" then
  run(1)
  local elapsed, result = seconds(run, math.tointeger(count))
  print(elapsed)
  local kind = math.type(result) or type(result)
  print(kind, (kind == "integer" or kind == "float" or kind == "string" or kind == "boolean") and result or "")
else
  local wanted, turns = tonumber(count), 1
  local elapsed = seconds(run, turns)
  while elapsed < wanted / 2 and turns < 1e9 do
    turns = turns * (elapsed < wanted / 20 and 10 or 2)
    elapsed = seconds(run, turns)
  end
  print(turns)
end
