# nn_add_model(<target> <file>
#              [NAME <name>]          name of the model in C; that of the file
#              [OPTIONS <option>...]  further options of nn-translate
#              [DEPENDS <file>...])   files that the model reads (weights)
#
# Compiles the model <file> at build time and links it into <target>, which can
# then include <name>.h. The library is made again when the model, a file it
# depends on or the compiler changes.
function(nn_add_model target file)
  cmake_parse_arguments(ARG "" "NAME" "OPTIONS;DEPENDS" ${ARGN})
  if(NOT TARGET ${target})
    message(FATAL_ERROR "nn_add_model: expected a target, got '${target}'")
  endif()
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR
            "nn_add_model: unknown arguments '${ARG_UNPARSED_ARGUMENTS}'")
  endif()
  get_filename_component(path ${file} ABSOLUTE)
  if(NOT ARG_NAME)
    get_filename_component(ARG_NAME ${file} NAME_WE)
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}-models)
  set(library ${folder}/lib${ARG_NAME}.a)
  set(header ${folder}/${ARG_NAME}.h)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${library} ${header}
    BYPRODUCTS ${folder}/${ARG_NAME}.json
    COMMAND NNMLIR::nn-translate ${path} --symbol-prefix=${ARG_NAME}
            ${ARG_OPTIONS} -o ${library}
    DEPENDS ${path} ${ARG_DEPENDS} NNMLIR::nn-translate
    COMMENT "Compiling model ${ARG_NAME}"
    VERBATIM)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} PRIVATE ${folder})
  # By property: a target may be linked with either signature of
  # target_link_libraries, and a call of it fixes which.
  set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ${library} m)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    set_property(TARGET ${target} APPEND PROPERTY
                 INTERFACE_LINK_LIBRARIES $<LINK_ONLY:${library}> m)
  endif()
endfunction()
