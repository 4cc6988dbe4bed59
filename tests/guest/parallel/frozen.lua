-- Frozen tables: read by all in place, written by nobody.
local context=require"context"
local plain_print = print
local function print(...)
  local list = table.pack(...)
  for i = 1, list.n do
    if type(list[i]) == "string" then list[i] = list[i]:gsub("%S*frozen%.lua", "frozen.lua") end
  end
  plain_print(table.unpack(list, 1, list.n))
end
local t={a=1,2,3,sub={x=1}}
print(context.freeze(t)==t, t.a, #t, t[2])
print(pcall(function() t.a=2 end))
print(pcall(function() t[1]=2 end))
print(pcall(rawset,t,"b",2))
print(pcall(table.insert,t,2))
print(pcall(setmetatable,t,{}))
t.sub.x=5 print(t.sub.x)
for k,v in pairs(t) do if k~="sub" then io.write(tostring(k),"=",tostring(v)," ") end end print(next(t))
local other = context.spawn(function()
  local s=0 for i=1,1000 do s=s+t.a+t[1] end
  local ok,e=pcall(function() t.a=9 end)
  local mine=context.freeze({z=1})
  return s,ok,e,mine
end)
local ok,s,o,e,mine=other:join()
print(ok,s,o,e,mine.z, pcall(function() mine.z=2 end))
-- frozen from afar
local far=select(2,context.spawn(function() return {v=1} end):join())
context.freeze(far)
print(far.v, pcall(function() far.v=2 end))
print(pcall(context.freeze, setmetatable({}, {__mode="k"})))
print(pcall(context.freeze, 1))
print(context.freeze(t)==t)
print(context.owner(t)==context.self())
-- many write while it is frozen: each write happened before, or failed
local log = { n = 0 }
local writers = {}
for w = 1, 2 do
  writers[w] = context.spawn(function()
    local done = 0
    while true do
      local ok, err = pcall(function() log["w" .. w] = done + 1 end)
      if not ok then return done, log["w" .. w] == (done > 0 and done or nil), (err:gsub("^.-attempt", "attempt"):gsub("an object that was frozen meanwhile", "a frozen object")) end
      done = done + 1
    end
  end)
end
while not (log.w1 and log.w2) do end
context.freeze(log)
for w = 1, 2 do
  local ok, done, same, err = writers[w]:join()
  print(ok, done > 0, same, err)
end
