-- Labels in a row at the end of a block: a goto to them does not enter the scope of a local.
do
  goto l1
  local x
  ::l1:: ; ::l2:: ;;
end
