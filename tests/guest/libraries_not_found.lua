-- Libraries of C that are not found.
local f, message, where = package.loadlib("/nowhere/none.so", "luaopen_none")
print(f, message, where, package.loadlib("/nowhere/none.so", "*") == nil)
print(package.cpath ~= nil, pcall(require, "no.such.module") == false)
print(pcall(package.searchpath))
