# scripts/machine-functions generates the table of the machine's functions from their declarations. It runs when CMake
# configures, which the build repeats if a declaration has changed, so everything that reads the table is compiled
# afterwards. The table is checked in: without Python it is used unchanged.
file(GLOB machine_declarations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/interp-src/std/*.heddle)
list(APPEND machine_declarations ${PROJECT_SOURCE_DIR}/runtime/abi/machine.heddle
                                 ${PROJECT_SOURCE_DIR}/scripts/machine-functions)
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${machine_declarations})
find_program(HEDDLE_PYTHON python3)
if(HEDDLE_PYTHON)
  execute_process(COMMAND ${HEDDLE_PYTHON} ${PROJECT_SOURCE_DIR}/scripts/machine-functions RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "scripts/machine-functions could not read the declarations of the machine's functions")
  endif()
endif()
