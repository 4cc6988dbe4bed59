-- Collections here and there while objects are referenced across; nothing reachable disappears.
local context = require "context"
local ROUNDS <const> = 20
local mine = {}
for i = 1, 50 do mine[i] = { i } end
local function churn(theirs, name)
  local kept = {}
  for round = 1, ROUNDS do
    local junk = {}
    for i = 1, 100 do junk[i] = { round, tostring(i), function() return round end } end
    kept[round] = junk[round]
    local slot = theirs[round]
    slot[name] = { text = name .. round, back = slot }
    if round % 5 == 0 then collectgarbage() end
  end
  return kept
end
local a, b = context.spawn(churn, mine, "a"), context.spawn(churn, mine, "b")
for _ = 1, 10 do
  local junk = {}
  for i = 1, 200 do junk[i] = { i, mine[i % 50 + 1] } end
  collectgarbage()
end
local _, from_a = a:join()
local _, from_b = b:join()
collectgarbage()
local good = 0
for round = 1, ROUNDS do
  local slot = mine[round]
  if slot[1] == round and slot.a.text == "a" .. round and slot.b.text == "b" .. round and slot.a.back == slot and slot.b.back == slot
    and from_a[round][1] == round and from_b[round][2] == tostring(round) and from_a[round][3]() == round then good = good + 1 end
end
print(good)
from_a, from_b, mine = nil, nil, nil
collectgarbage()
print(context.spawn(function() collectgarbage() return "end" end):join())
