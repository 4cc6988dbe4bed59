# heddle_add_vm(lua DESCRIPTION interp-src/lua PROFILE release)
#
# A target, part of the default build, that translates a description with the heddle of this build and links it to
# bin/NAME. It is rebuilt if the description, the heddle command, the runtime or the profile changes.

# The files that go into a VM, so that editing one rebuilds it.
function(_heddle_vm_inputs description profile result)
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS
    "${description}/*.heddle"
    "${PROJECT_SOURCE_DIR}/interp-src/std/*.heddle"
    "${PROJECT_SOURCE_DIR}/gc/*.h"
    "${PROJECT_SOURCE_DIR}/runtime/*.h")
  set(profile_file "${PROJECT_SOURCE_DIR}/build-targets/${profile}.toml")
  if(EXISTS "${profile_file}")
    list(APPEND inputs "${profile_file}")
  endif()
  foreach(folder gc runtime)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
      get_property(targets DIRECTORY "${PROJECT_SOURCE_DIR}/${folder}" PROPERTY BUILDSYSTEM_TARGETS)
      foreach(target IN LISTS targets)
        get_target_property(kind ${target} TYPE)
        if(kind STREQUAL "STATIC_LIBRARY")
          list(APPEND inputs ${target})
        endif()
      endforeach()
    endif()
  endforeach()
  set(${result} ${inputs} PARENT_SCOPE)
endfunction()

function(heddle_add_vm NAME)
  cmake_parse_arguments(vm "" "DESCRIPTION;PROFILE" "" ${ARGN})
  if(NOT vm_DESCRIPTION)
    message(FATAL_ERROR "heddle_add_vm(${NAME}): DESCRIPTION is missing")
  endif()
  if(NOT vm_PROFILE)
    set(vm_PROFILE release)
  endif()
  get_filename_component(description "${vm_DESCRIPTION}" ABSOLUTE
                         BASE_DIR "${PROJECT_SOURCE_DIR}")
  set(output "${CMAKE_BINARY_DIR}/bin/${NAME}")
  _heddle_vm_inputs("${description}" "${vm_PROFILE}" inputs)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND heddle build "${description}" -o "${output}" --target "${vm_PROFILE}"
    DEPENDS heddle ${inputs}
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Translating ${vm_DESCRIPTION} to bin/${NAME}"
    USES_TERMINAL
    VERBATIM)
  add_custom_target(${NAME} ALL DEPENDS "${output}")
endfunction()
