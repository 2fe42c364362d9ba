#![no_main]
nuanbiao_fuzz::fuzz!(xlsx);
