-- Patterns, splitting, counting, sorting words of a generated text. Usage: text_processing.lua [LINES]
local count = tonumber(arg and arg[1]) or 300

local vocabulary = {}
for w in ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
  .. "phi chi psi omega time year people way day man thing woman life child world school state family student group "
  .. "country problem hand part place case week company system program question work government number night point"):gmatch "%a+" do
  vocabulary[#vocabulary + 1] = w
end

local seed = 20240601
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed % n + 1
end

local function generate(n)
  local lines = {}
  for i = 1, n do
    local words = {}
    for k = 1, 4 + random(9) do
      local w = vocabulary[random(#vocabulary)]
      words[k] = random(8) == 1 and w:upper() or w
    end
    words[1] = words[1]:gsub("^%l", string.upper)
    lines[i] = ("%d|%s.|user%d@example.org|%d.%02d"):format(i, table.concat(words, random(5) == 1 and "  " or " "), random(40), random(500), random(99))
  end
  return table.concat(lines, "\n") .. "\n"
end

local function split(line, separator)
  local fields, at = {}, 1
  while true do
    local stop = line:find(separator, at, true)
    if not stop then fields[#fields + 1] = line:sub(at) return fields end
    fields[#fields + 1] = line:sub(at, stop - 1)
    at = stop + 1
  end
end

local text = generate(count)
local words, spent, longest, upper = {}, {}, "", 0
for line in text:gmatch "[^\n]+" do
  local fields = split(line, "|")
  local user = fields[3]:match "^(%w+)@"
  spent[user] = (spent[user] or 0) + tonumber(fields[4])
  for w in fields[2]:gmatch "%a+" do
    if w:find "^%u%u+$" then upper = upper + 1 end
    w = w:lower()
    words[w] = (words[w] or 0) + 1
  end
  if #fields[2] > #longest then longest = fields[2] end
end

local function ranking(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if t[a] ~= t[b] then return t[a] > t[b] end
    return a < b
  end)
  return keys
end

for i, w in ipairs(ranking(words)) do
  if i > 10 then break end
  print(("%-12s %5d"):format(w, words[w]))
end
for i, u in ipairs(ranking(spent)) do
  if i > 5 then break end
  print(("%-12s %9.2f"):format(u, spent[u]))
end
local squeezed, spaces = text:gsub("  +", " ")
local masked, masks = squeezed:gsub("(%w+)@(%w+)%.org", function(user, host) return user:sub(1, 1) .. "***@" .. host:upper() end)
print(#text, spaces, masks, upper, #longest)
print(masked:sub(1, 60):gsub("%s+$", ""))
