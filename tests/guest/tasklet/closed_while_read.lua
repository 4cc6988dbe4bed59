-- emulate: no
-- A file that one tasklet reads is closed by another: the handle is closed at once, the read ends as it would have.
local T = require "tasklet"
for round = 1, 20 do
  local p = io.popen("sleep 0.005; echo late")
  local reader = T.spawn(function() return p:read("l") end)
  local other = T.spawn(function()
    T.sleep(0.001)
    return p:close(), io.type(p), pcall(p.read, p)
  end)
  if round == 20 then
    print(reader:join())
    print(other:join())
  else
    reader:join() other:join()
  end
end
