-- table.move within one table that is passed twice.
local t = { 1, 2, 3, 4 }
print(table.concat(table.move(t, 1, 4, 2, t), " "))
