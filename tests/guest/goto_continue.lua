-- goto: continue, nested break, retry, and closures made in a loop left by goto.
for i = 1, 6 do
  if i % 2 == 0 then goto continue end
  io.write(i, " ")
  ::continue::
end
print()
for i = 1, 3 do
  for j = 1, 3 do
    if i * j == 4 then goto done end
    io.write(i, "*", j, " ")
  end
end
::done:: print "done"

do
  local tries = 0
  ::retry::
  tries = tries + 1
  if tries < 4 then goto retry end
  print("tries", tries)
end

local closures = {}
do
  local i = 1
  ::top::
  local fresh = i * 10
  closures[#closures + 1] = function() fresh = fresh + 1; return fresh end
  i = i + 1
  if i <= 3 then goto top end
end
for _, f in ipairs(closures) do io.write(f(), " ", f(), " ") end print()

local function state_machine(input)
  local i, out, c = 0, {}, nil
  ::outside::
  i = i + 1
  c = input:sub(i, i)
  if c == "" then goto finish end
  if c == '"' then out[#out + 1] = "<"; goto inside end
  out[#out + 1] = c
  goto outside
  ::inside::
  i = i + 1
  do
    local d = input:sub(i, i)
    if d == "" then out[#out + 1] = "!"; goto finish end
    if d == '"' then out[#out + 1] = ">"; goto outside end
    out[#out + 1] = d:upper()
  end
  goto inside
  ::finish::
  do return table.concat(out) end
end
print(state_machine 'ab "cd" e "f')

print("-- what is refused")
for _, source in ipairs {
  "goto nowhere",
  "do ::inner:: end goto inner",
  "goto skip; local x = 1; ::skip:: print(x)",
  "goto ok; local x = 1; ::ok::",
  "::twice:: ::twice::",
  "::outer:: do ::outer:: end",
  "break",
  "while true do local function f() break end end",
  "repeat goto cont; local x; ::cont:: until x",
  "for i = 1, 2 do ::a:: end for i = 1, 2 do ::a:: end",
  "local function f() goto out end ::out::",
} do
  local f, message = load(source, "=source")
  print(f and "accepted" or message)
end

print("-- backwards, with an upvalue closed each time")
local kept = {}
for i = 1, 2 do
  local n = 0
  ::again::
  local v = i * 100 + n
  kept[#kept + 1] = function() return v end
  n = n + 1
  if n < 3 then goto again end
end
for _, f in ipairs(kept) do io.write(f(), " ") end print()
