#![no_main]
nuanbiao_fuzz::fuzz!(values);
