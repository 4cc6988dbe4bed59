-- The chunk of a file, as string.dump has it: what the fuzzer of chunks begins with.
local f = loadfile(arg[1])
if f then io.write(string.dump(f)) end
