-- The same for a peer: lines `name<TAB>value<TAB>unit`.
local n = 2000000
local co = coroutine.wrap(function() while true do coroutine.yield() end end)
local begin = os.clock()
for _ = 1, n do co() end
print(string.format("switch\t%.1f\tns", (os.clock() - begin) / n / 2 * 1e9))
begin = os.clock()
local function f() end
for _ = 1, n / 2 do coroutine.wrap(f)() end
print(string.format("start and end\t%.1f\tns", (os.clock() - begin) / (n / 2) * 1e9))
-- A byte of a device, without a buffer.
local device = io.open("/dev/zero", "rb")
device:setvbuf("no")
begin = os.clock()
for _ = 1, n / 10 do device:read(1) end
print(string.format("read of a byte\t%.1f\tns", (os.clock() - begin) / (n / 10) * 1e9))
