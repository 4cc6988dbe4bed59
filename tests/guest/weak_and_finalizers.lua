-- Weak tables, ephemerons, finalizers in reverse order, resurrection, and what happens at the end (manual 2.5.3, 2.5.4).
local t = setmetatable({}, {__mode='k'})
local v = setmetatable({}, {__mode='v'})
for i=1,5 do t[{}]=i; v[i]={} end
v.s="str"; local keep={}; t[keep]=keep; v.k=keep
collectgarbage()
local n=0 for _ in pairs(t) do n=n+1 end
local m=0 for _ in pairs(v) do m=m+1 end
print(n,m,v.s,v.k==keep,t[keep]==keep)
do local all = {} for i=1,3 do all[i] = setmetatable({}, {__gc=function(o) print("gc",i) end}) end end
collectgarbage()
print("after")
local ph; do local x=setmetatable({name="phoenix"},{__gc=function(o) ph=o end}) end
collectgarbage() print(ph and ph.name)
KEEP = setmetatable({}, {__gc=function() print("at exit") end})
local e = setmetatable({}, {__mode="k"})
do local a,b={}, {} ; e[a]=b e[b]=a end
collectgarbage() print(next(e))
print(collectgarbage("generational"))
