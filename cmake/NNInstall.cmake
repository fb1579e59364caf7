# Installation and the package that find_package(NNMLIR) finds.
#
# Headers are spelled from two roots, `nn/...` and `dialects/...`: the first is
# the include directory, the second the folder nn/ in it.
include(CMakePackageConfigHelpers)

get_property(nn_libraries GLOBAL PROPERTY NN_LIBRARIES)
get_property(nn_tools GLOBAL PROPERTY NN_TOOLS)
install(TARGETS ${nn_libraries} NNRuntime NNProgramMain NNSequenceMain ${nn_tools}
  EXPORT NNMLIRTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

foreach(root ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  install(DIRECTORY ${root}/include/nn DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "*.td"
    PATTERN "CMakeFiles" EXCLUDE)
  install(DIRECTORY ${root}/dialects DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nn
    FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "*.td"
    PATTERN "CMakeFiles" EXCLUDE)
endforeach()

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/NNMLIR)
configure_package_config_file(cmake/NNMLIRConfig.cmake.in
  ${PROJECT_BINARY_DIR}/NNMLIRConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/NNMLIRConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT NNMLIRTargets NAMESPACE NNMLIR:: DESTINATION ${package_dir})
install(FILES ${PROJECT_BINARY_DIR}/NNMLIRConfig.cmake
              ${PROJECT_BINARY_DIR}/NNMLIRConfigVersion.cmake
              cmake/NNAddModel.cmake
  DESTINATION ${package_dir})
