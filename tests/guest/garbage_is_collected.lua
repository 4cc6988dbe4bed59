-- Garbage goes without anybody asking for it: of some hundred megabytes made, few are there at any time.
local most = 0
local kept = {}
for round = 1, 200 do
  for i = 1, 1000 do
    local t = { i, tostring(i) .. ("x"):rep(100), { round } }
    if i % 500 == 0 then kept[#kept + 1] = t end
  end
  local large = ("y"):rep(100000) .. round
  most = math.max(most, collectgarbage("count"))
  if #large < 100000 then error("short") end
end
print(most < 150 * 1024, #kept)
local sum = 0
for _, t in ipairs(kept) do sum = sum + t[1] + #t[2] + t[3][1] end
print(sum)
