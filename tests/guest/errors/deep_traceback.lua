local function down(n)
  if n == 0 then error("at the bottom") end
  down(n - 1)
  return 1
end
local co = coroutine.create(down)
print(coroutine.resume(co, 100000))
print((debug.traceback(co):gsub("\n.*", "")))
local ok, text = xpcall(down, debug.traceback, 5000)
print(select(2, text:gsub("\n", "")), text:match("%.%.%.[^\n]*"))
down(1000)
