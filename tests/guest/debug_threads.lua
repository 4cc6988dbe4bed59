-- Frames of other coroutines: tracebacks, levels, locals; long tracebacks are cut in the middle.
local function inner(a) local z=a+1 coroutine.yield(z) end
local function outer() inner(5) return 1 end
local co=coroutine.create(outer)
print(debug.traceback(co))
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "msg", 1))
print(debug.getlocal(co,1,1), debug.getlocal(co,1,2))
print(debug.setlocal(co,1,2,77), select(2,debug.getlocal(co,1,2)))
local i=debug.getinfo(co,1,"Sl") print(i.currentline, i.short_src, debug.getinfo(co,2,"l").currentline, debug.getinfo(co,3))
local function deep(n) if n==0 then print(debug.traceback("deep")) else deep(n-1) return end end
deep(30)
coroutine.wrap(function() print(debug.traceback("in co")) end)()
